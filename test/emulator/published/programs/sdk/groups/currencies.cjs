const { done } = require("../../expected.cjs");

module.exports = async function currenciesOfOrganization({ operations, make, choice }, call) {
  const currencies = new (operations("currencies/currencies").CurrenciesOperations)();
  const Format = make("currencies/format", {
    DecimalSeparator: choice("Period"),
    ThousandSeparator: choice("Comma"),
    DecimalPlaces: choice("2"),
  });
  const currency = (values) => make("currencies/currency", { Format, PrefixSymbol: true, ...values });
  const bodyOf = (row) => make("currencies/body_wrapper", { Currencies: [row] });
  const baseOf = (BaseCurrency) => make("currencies/base_currency_wrapper", { BaseCurrency });

  const enabled = await call("enable currencies", {
    given: baseOf(currency({ Name: "US Dollar - USD", Symbol: "$", IsoCode: "USD", ExchangeRate: "1.000000000" })),
    when: (base) => currencies.enableMultipleCurrencies(base),
    want: { status: 200, body: { baseCurrency: done("The multi-currency feature enabled successfully") } },
  });
  const dollar = BigInt(enabled.baseCurrency.details.id);
  const added = await call("add currencies", {
    given: bodyOf(
      currency({ Name: "Norwegian Krone - NOK", Symbol: "kr", IsoCode: "NOK", ExchangeRate: "0.095000000" }),
    ),
    when: (given) => currencies.addCurrencies(given),
    want: { status: 201, body: { currencies: [done("The currency created successfully")] } },
  });
  const krone = BigInt(added.currencies[0].details.id);

  await call("currencies", {
    when: () => currencies.getCurrencies(),
    want: {
      status: 200,
      body: {
        currencies: [
          { isoCode: "USD", isBase: true, format: { decimalSeparator: "Period", decimalPlaces: "2" } },
          { isoCode: "NOK" },
        ],
      },
    },
  });
  await call("currency", {
    when: () => currencies.getCurrency(krone),
    want: { status: 200, body: { currencies: [{ symbol: "kr", exchangeRate: "0.095000000", isActive: true }] } },
  });

  await call("update currency", {
    given: bodyOf(make("currencies/currency", { ExchangeRate: "0.096000000" })),
    when: (changes) => currencies.updateCurrency(krone, changes),
    want: { status: 200, body: { currencies: [done("The currency updated successfully")] } },
  });
  await call("update currencies", {
    given: bodyOf(make("currencies/currency", { Id: krone, IsActive: false })),
    when: (changes) => currencies.updateCurrencies(changes),
    want: { status: 200, body: { currencies: [done("The currency updated successfully")] } },
  });
  await call("update base currency", {
    given: baseOf(make("currencies/currency", { Id: dollar, Symbol: "US$" })),
    when: (changes) => currencies.updateBaseCurrency(changes),
    want: { status: 200, body: { baseCurrency: done("The currency updated successfully") } },
  });
};
