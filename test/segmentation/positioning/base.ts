/** Price and taste are at right angles already: the axes are the attributes. */
export const ratings = [
  { brand: "us", price: 1, taste: 4 },
  { brand: "rivalA", price: 5, taste: 4 },
  { brand: "rivalB", price: 3, taste: 1 },
];
