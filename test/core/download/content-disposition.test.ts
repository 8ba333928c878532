import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fileName } from "../../../src/core/download/content-disposition.js";
import { DISPOSITIONS, hostileName } from "../../support/hostile-names.js";

describe("fileName", () => {
  test.each([
    // The forms that Zoho sends
    ["attachment;filename*=UTF-8''report%20final.pdf", "report final.pdf"],
    ['attachment; filename="3652397000000646004.zip"', "3652397000000646004.zip"],
    ["attachment; filename=response.json", "response.json"],
    // RFC 6266
    ["attachment; filename=offer.pdf", "offer.pdf"],
    ["attachment; filename = offer.pdf ; size=7", "offer.pdf"],
    ["inline;FILENAME=offer.pdf", "offer.pdf"],
    ['attachment; filename="a \\"b\\" c.pdf"', "a _b_ c.pdf"],
    ['attachment; filename="a;b.pdf"', "a;b.pdf"],
    ['attachment; filename="a=b.pdf"; size=7', "a=b.pdf"],
    ['attachment; filename=""; size=7', undefined],
    ['attachment; filename="unclosed.pdf', "unclosed.pdf"],
    ["filename=alone.pdf", "alone.pdf"],
    // RFC 8187
    ["attachment; filename=\"plain.pdf\"; filename*=UTF-8''%e2%82%ac.pdf", "€.pdf"],
    ["attachment; filename*=UTF-8''%e2%82%ac.pdf; filename=\"plain.pdf\"", "€.pdf"],
    ["attachment; filename*=utf-8'de'Gr%C3%B6%C3%9Fe.pdf", "Größe.pdf"],
    ["attachment; filename*=ISO-8859-1''Gr%F6%DFe.pdf", "Größe.pdf"],
    ["attachment; filename*=\"UTF-8''quoted%20form.pdf\"", "quoted form.pdf"],
    ["attachment; filename*=UTF-8''100%.pdf", "100%.pdf"],
    ["attachment; filename*=UTF-8''; filename=\"plain.pdf\"", "plain.pdf"],
    ["attachment; filename*=UTF-8''..; filename=\"plain.pdf\"", "plain.pdf"],
    // Text inside the value of a parameter is not another parameter
    ["attachment; filename=\"a; filename*=UTF-8''b.pdf\"", "a; filename_=UTF-8''b.pdf"],
    ['attachment; note="x; filename=b.pdf"; filename=a.pdf', "a.pdf"],
    ["attachment; old-filename=b.pdf; filename=a.pdf", "a.pdf"],
    // No name
    [null, undefined],
    ["", undefined],
    ["attachment", undefined],
    ["attachment; size=7", undefined],
    // Hostile
    ['attachment; filename="../../x"', "x"],
    ['attachment; filename="..\\\\..\\\\x.exe"', "x.exe"],
    ['attachment; filename="/etc/passwd"', "passwd"],
    ['attachment; filename="C:\\\\dir\\\\x.txt"', "x.txt"],
    ["attachment; filename*=UTF-8''..%2F..%2Fx", "x"],
    ["attachment; filename*=UTF-8''..%5C..%5Cx", "x"],
    ["attachment; filename*=UTF-8''a%00b%0D%0Ac", "abc"],
    ['attachment; filename=".."', undefined],
    ['attachment; filename="."', undefined],
    ['attachment; filename="../"', undefined],
    ['attachment; filename=". ."', undefined],
    ['attachment; filename="..."', undefined],
    ["attachment; filename*=UTF-8''.%00.", undefined],
    ['attachment; filename="NUL"', "_NUL"],
    ['attachment; filename="con.txt"', "_con.txt"],
    ['attachment; filename="con .txt"', "_con .txt"],
    ['attachment; filename="nul:"', "nul_"],
    ['attachment; filename="Lpt1.tar.gz"', "_Lpt1.tar.gz"],
    ['attachment; filename="contract.txt"', "contract.txt"],
    ['attachment; filename="com10.txt"', "com10.txt"],
    ['attachment; filename="COM¹.txt"', "_COM¹.txt"],
    ['attachment; filename="con_fig.txt"', "con_fig.txt"],
    ["attachment; filename*=UTF-8''a%3Cb%3E%7C%3F%2A.txt", "a_b____.txt"],
    ["attachment; filename*=UTF-8''offer.pdf.%20.", "offer.pdf"],
    // The extension must stay visible, so characters that change the writing direction are removed
    ["attachment; filename*=UTF-8''photo%E2%80%AEgpj.exe", "photogpj.exe"],
    ["attachment; filename*=UTF-8''a%E2%80%8Bb%EF%BB%BFc.txt", "abc.txt"],
    ["attachment; filename*=UTF-8''100%25%zz%E4.pdf", "100%%zz.pdf"],
    ["attachment; filename*=windows-1251''%EF%F0.pdf", "пр.pdf"],
    ["attachment; filename*=no-such''%C3%BC.pdf", "ü.pdf"],
    // RFC 2047
    ['attachment; filename="=?UTF-8?B?R3LDvG4=?= =?utf-8?q?_x=C3=BC?=.pdf"', "Grün xü.pdf"],
    ['attachment; filename="=?ISO-8859-1?Q?Gr=F6=DFe?=.pdf"', "Größe.pdf"],
    ['attachment; filename="=?UTF-8?B?***?=.pdf"', "=_UTF-8_B_____=.pdf"],
    [`attachment; filename="${"ü".repeat(200)}.pdf"`, `${"ü".repeat(125)}.pdf`],
  ])("%s is %s", (header, want) => {
    expect(fileName(header)).toBe(want);
  });

  test.each(DISPOSITIONS)(
    "a hostile name %s never becomes a path, a control character or a reserved name",
    (_, header) => {
      fc.assert(
        fc.property(hostileName, (name) => {
          const result = fileName(header(name));
          if (result === undefined) return;
          expect(result).not.toMatch(/[/\\\p{Cc}\p{Cf}<>:"|?*]|[. ]$/u);
          expect(Buffer.byteLength(result)).toBeLessThanOrEqual(255);
          expect(result).not.toMatch(/^[. ]/);
          expect(result).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d) *([.:]|$)/i);
          expect(result).toBe(result.trim());
        }),
        { numRuns: 500 },
      );
    },
  );

  test("an ordinary name stays as it is", () => {
    const name = fc
      .string({ unit: "grapheme", minLength: 1 })
      .map((text) => `x${text}.pdf`)
      .filter(
        (text) =>
          !/[/\\\p{Cc}\p{Cf}\p{Cs}\u2028\u2029\ufffd<>:"|?*]/u.test(text) && Buffer.from(text).toString() === text,
      );
    fc.assert(
      fc.property(name, (text) => {
        expect(fileName(`attachment; filename*=UTF-8''${encodeURIComponent(text)}`)).toBe(text);
        expect(fileName(`attachment; filename="${text.replace(/["\\]/g, "\\$&")}"`)).toBe(text);
      }),
    );
  });

  test("even a very long header is parsed quickly", () => {
    const start = performance.now();
    for (const part of ["filename", '"\\', "; ", "filename*=", " ", "\\", "'", "=?a?b?", "=?a?q??= ", " ."]) {
      const parts = part.repeat(60_000 / part.length);
      fileName(`a; ${parts}`);
      fileName(`a; filename="x${parts}x"`);
    }
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});
