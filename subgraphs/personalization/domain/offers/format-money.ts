/** Such as `$129.00`, or `129.00 CHF` for other currencies. */
export function formatMoney(amountCents: number, currency: string): string {
  const amount = `${Math.floor(amountCents / 100)}.${String(amountCents % 100).padStart(2, '0')}`;
  return currency === 'USD' ? `$${amount}` : `${amount} ${currency}`;
}
