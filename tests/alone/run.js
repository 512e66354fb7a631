// Runs a WebAssembly module that needs nothing of its surroundings, and ends as its `main` ends.
const { readFileSync } = require("node:fs");

const bytes = readFileSync(process.argv[2]);
const module_ = new WebAssembly.Module(bytes);
const imports = WebAssembly.Module.imports(module_);
if (imports.length > 0) {
  console.error("the module asks for", imports);
  process.exit(1);
}
const code = new WebAssembly.Instance(module_, {}).exports.main(0, 0);
console.log(`${bytes.length} bytes, main returned ${code}`);
process.exit(code === 0 ? 0 : 1);
