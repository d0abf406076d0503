import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./browser.mjs";

test("the page opens with the worked estate and its answer", async (t) => {
  const { calculator } = await open(t);
  assert.equal(await calculator.field("Input tokens").inputValue(), "2.4B");
  assert.equal(await calculator.field("Output tokens").inputValue(), "600M");
  assert.equal(await calculator.picker.inputValue(), "Claude Sonnet 4.5");

  assert.equal(await calculator.total(), "$11,232.00");
  assert.equal(await calculator.figure("List").innerText(), "$16,200.00");
  assert.equal(await calculator.figure("Against list").innerText(), "-30.7%");
  assert.equal(await calculator.figure("A year").innerText(), "$134,784.00");
});

test("the ladder leads from list price through caching and batch to what is paid", async (t) => {
  const { calculator } = await open(t);
  const caption = "Caching saves $2,160.00 and batch $2,808.00 of $16,200.00.";
  const ladder = calculator.answer.getByRole("figure", { name: caption });
  assert.ok(await ladder.getByRole("img", { name: /^From list price to the total, a month/ }).isVisible());

  await ladder.getByText("The same numbers as a table").click();
  assert.deepEqual(await calculator.row("List"), ["List", "", "$16,200.00"]);
  assert.deepEqual(await calculator.row("Caching"), ["Caching", "-$2,160.00", "$14,040.00"]);
  assert.deepEqual(await calculator.row("Batch"), ["Batch", "-$2,808.00", "$11,232.00"]);
  assert.deepEqual(await calculator.row("You pay"), ["You pay", "", "$11,232.00"]);
});

test("the lines of the bill are quantity, rate and cost", async (t) => {
  const { calculator } = await open(t);
  const lines = [
    ["Input, on demand", "960,000,000 tokens", "$3.00 per 1M tokens", "$2,880.00"],
    ["Cache read, on demand", "480,000,000 tokens", "$0.30 per 1M tokens", "$144.00"],
    ["Output, on demand", "360,000,000 tokens", "$15.00 per 1M tokens", "$5,400.00"],
    ["Input, batch", "640,000,000 tokens", "$1.50 per 1M tokens", "$960.00"],
    ["Cache read, batch", "320,000,000 tokens", "$0.15 per 1M tokens", "$48.00"],
    ["Output, batch", "240,000,000 tokens", "$7.50 per 1M tokens", "$1,800.00"],
  ];
  for (const line of lines) {
    assert.deepEqual(await calculator.row(line[0]), line);
  }
});
