export interface Coordinates {
  /** Degrees north, -90 to 90. */
  readonly latitude: number;
  /** Degrees east, -180 to 180. */
  readonly longitude: number;
}

/** Mean radius R1 of the Earth (Moritz, "Geodetic Reference System 1980", Journal of Geodesy 74, 2000). */
const earthRadiusKm = 6371.0088;

/**
 * Length in km of the shortest way over a sphere: the haversine formula (Sinnott, "Virtues of the Haversine", Sky and
 * Telescope 68(2), 1984). Off by up to 0.5 % because the Earth is flattened.
 */
export function greatCircleKm(from: Coordinates, to: Coordinates): number {
  const phi1 = radians(from.latitude);
  const phi2 = radians(to.latitude);
  const haversine =
    Math.sin((phi2 - phi1) / 2) ** 2 +
    Math.cos(phi1) * Math.cos(phi2) * Math.sin(radians(to.longitude - from.longitude) / 2) ** 2;
  // Rounding may carry antipodes a hair above 1.
  return 2 * earthRadiusKm * Math.asin(Math.sqrt(Math.min(1, haversine)));
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
