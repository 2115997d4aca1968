/** The greatest number whose factorial is not too large for 64 bits, rounded up. */
const GREATEST = 171;

/**
 * The factorial of a number; between whole numbers the gamma function of one more.
 *
 * @param n At least 0.
 * @returns n!, Infinity where it is too large for 64 bits.
 */
export function factorialOf(n: number): number {
  if (n >= GREATEST) return Infinity;
  return Number.isInteger(n) ? product(1, n) : gamma(n + 1);
}

/** from · (from + 1) · … · to, halved again and again: fewer roundings than one after the other. */
function product(from: number, to: number): number {
  if (to < from) return 1;
  if (to === from) return to;
  const half = from + to >> 1;
  return product(from, half) * product(half + 1, to);
}

/** Godfrey's coefficients for Lanczos's approximation with g = 607/128: good to about 15 digits. */
const G = 607 / 128,
  COEFFICIENTS = [
    0.99999999999999709182,
    57.156235665862923517,
    -59.597960355475491248,
    14.136097974741747174,
    -0.49191381609762019978,
    0.33994649984811888699e-4,
    0.46523628927048575665e-4,
    -0.98374475304879564677e-4,
    0.15808870322491248884e-3,
    -0.21026444172410488319e-3,
    0.2174396181152126432e-3,
    -0.16431810653676389022e-3,
    0.84418223983852743293e-4,
    -0.2619083840158140867e-4,
    0.36899182659531622704e-5,
  ];

/** Above this, Stirling's series is as good and does not overflow on the way. */
const STIRLING = 85;

/** The gamma function from 1 to 172. */
function gamma(x: number): number {
  if (x > STIRLING) {
    const series = 1 + 1 / (12 * x) + 1 / (288 * x ** 2) - 139 / (51840 * x ** 3) - 571 / (2488320 * x ** 4) +
      163879 / (209018880 * x ** 5) + 5246819 / (75246796800 * x ** 6);
    return Math.sqrt(2 * Math.PI / x) * (x / Math.E) ** x * series;
  }
  const z = x - 1, [first, ...others] = COEFFICIENTS, base = z + G + 0.5;
  let sum = first;
  others.forEach((coefficient, i) => sum += coefficient / (z + i + 1));
  return Math.sqrt(2 * Math.PI) * base ** (z + 0.5) * Math.exp(-base) * sum;
}
