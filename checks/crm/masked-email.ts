/** `jo@example.test` as `j…@example.test`: enough to recognise an address, too little to use it. */
export function maskedEmail(email: string): string {
  const at = email.lastIndexOf('@');
  const [first = ''] = email;
  return at > 0 ? `${first}…${email.slice(at)}` : `${first}…`;
}
