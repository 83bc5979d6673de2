/** For typedoc: docstrings of every module speak of the error, whose page is that of the front door. */
export function load({ converter }) {
  converter.addUnknownSymbolResolver(({ symbolReference }) => {
    const name = symbolReference?.path?.map(({ path }) => path).join(".");
    return name === "ScoringError" ? "../classes/index.ScoringError.html" : undefined;
  });
}
