// What the demonstration does with what its calculators tell.
const yours = document.getElementById("yours");
const dollars = new Intl.NumberFormat("en-US", { style: "currency", currency: "USD" });
const follows = document.getElementById("follows");

yours.addEventListener("bedrock-change", ({ detail: { totals } }) => {
  follows.textContent =
    totals.month === null
      ? "Your workload has no price yet."
      : `Your workload costs ${dollars.format(totals.month)} a month, or ${dollars.format(totals.year)} a year.`;
});

document.getElementById("twice").addEventListener("click", () => {
  yours.setScenario(document.querySelector("bedrock-calculator").getAttribute("scenario"));
});
