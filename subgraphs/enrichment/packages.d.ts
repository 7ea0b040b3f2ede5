declare module 'zipcodes/lib/codes.js' {
  const table: {
    codes: Record<string, { city: string; state: string; latitude: number; longitude: number } | undefined>;
  };
  export default table;
}

declare module 'zipcodes/lib/states.js' {
  const states: { full: Record<string, string | undefined> };
  export default states;
}

declare module 'disposable-email-domains/index.json' {
  const domains: string[];
  export default domains;
}

declare module 'disposable-email-domains/wildcard.json' {
  const domains: string[];
  export default domains;
}
