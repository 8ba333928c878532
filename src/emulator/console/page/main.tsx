import { render } from "preact";
import { App } from "./app.js";
import { connect } from "./emulator/live.js";

connect();
render(<App />, document.body);
