/** The share of a Beta(a, b) distribution that lies below x: the regularised incomplete beta function I_x(a, b). */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction converges fast on this side of the mean only; the other side is its mirror image.
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const logFront = a * Math.log(x) + b * Math.log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b);
  return (Math.exp(logFront) * continuedFraction(x, a, b)) / a;
}

/** The x below which the share `p` of a Beta(a, b) distribution lies. Halving the interval ends at the nearest double. */
export function inverseBeta(p: number, a: number, b: number): number {
  let low = 0;
  let high = 1;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    if (incompleteBeta(middle, a, b) < p) low = middle;
    else high = middle;
  }
}

const TINY = 1e-300;
const PRECISION = 1e-15;

/** Lentz's method. The number of terms grows with the square root of the greater parameter. */
function continuedFraction(x: number, a: number, b: number): number {
  const terms = 200 + 10 * Math.ceil(Math.sqrt(Math.max(a, b)));
  const away = (value: number): number => (Math.abs(value) < TINY ? TINY : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= terms; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < PRECISION) return fraction;
  }
  throw new RangeError(`incomplete beta of x = ${x}, a = ${a}, b = ${b} does not converge in ${terms} terms`);
}

const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
];

/** Lanczos' approximation (g = 7), good to about 15 digits for x ≥ 1/2. */
function logGamma(x: number): number {
  const z = x - 1;
  const sum = LANCZOS.reduce((total, coefficient, index) => total + coefficient / (z + index + 1), 0.9999999999998099);
  const t = z + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum);
}
