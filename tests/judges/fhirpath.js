// fhirpath.js BUNDLE.json r4|r5: the expressions of the Questionnaire, over the answers of each response, give the scores in it.
const fs = require("fs");
const fhirpath = require("fhirpath");
const [path, release] = process.argv.slice(2);
const model = require(`fhirpath/fhir-context/${release}`);
const resources = JSON.parse(fs.readFileSync(path)).entry.map((entry) => entry.resource);
const questionnaire = resources.find((resource) => resource.resourceType === "Questionnaire");
const isCalculated = (extension) => extension.url.endsWith("sdc-questionnaire-calculatedExpression");
const scores = questionnaire.item.filter((item) => item.readOnly);
const expressions = scores.map((item) => {
  const extension = (item.extension || []).find(isCalculated);
  if (!extension) throw new Error(`${item.linkId} has no expression`);
  return [item.linkId, fhirpath.compile(extension.valueExpression.expression, model)];
});
let compared = 0;
let missing = 0;
for (const response of resources.filter((resource) => resource.resourceType === "QuestionnaireResponse")) {
  const written = new Map((response.item || []).map((item) => [item.linkId, item.answer[0].valueDecimal]));
  const names = new Set(scores.map((item) => item.linkId));
  const given = { ...response, item: (response.item || []).filter((item) => !names.has(item.linkId)) };
  for (const [name, evaluate] of expressions) {
    const found = evaluate(given, { resource: given })[0];
    const expected = written.get(name);
    const same = expected === undefined ? found === undefined : Math.abs(Number(found) - expected) < 1e-9;
    if (!same) throw new Error(`${response.identifier.value || response.identifier[0].value}, ${name}: ${found}, not ${expected}`);
    compared += 1;
    missing += expected === undefined ? 1 : 0;
  }
}
if (compared === 0 || missing === 0) throw new Error("there was nothing to compare");
console.log(`fhirpath ${require("fhirpath/package.json").version}, ${release}: ${compared} scores, ${missing} of them missing, equal those in the bundle`);
