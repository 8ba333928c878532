import { useEffect, useRef, useState } from "preact/hooks";
import { watch } from "../state/problem.js";
import { useLive } from "./live.js";

/**
 * What `load` returned last. Until it returns again, the previous result stays.
 *
 * @param inputs Loads again when one of them changes
 */
export function useFetched<T>(load: () => Promise<T>, inputs: readonly unknown[]): T | undefined {
  const [result, setResult] = useState<T>();
  const loads = useRef({ started: 0, shown: 0, isOver: false });
  useEffect(
    () => () => {
      loads.current.isOver = true;
    },
    [],
  );
  useEffect(() => {
    loads.current.started += 1;
    const number = loads.current.started;
    const show = (loaded: T) => {
      // An earlier load may take longer than a later one.
      if (number < loads.current.shown) return;
      loads.current.shown = number;
      setResult(() => loaded);
    };
    const fail = (error: unknown) => {
      if (!loads.current.isOver) throw error;
    };
    watch(load().then(show, fail), "refresh");
  }, inputs);
  return result;
}

/** As `useFetched`, and loads again with every change of the emulator's state. */
export const useRefreshed = <T>(load: () => Promise<T>, inputs: readonly unknown[]): T | undefined =>
  useFetched(load, [...inputs, useLive("overview")]);
