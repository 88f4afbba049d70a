import { describe, expect, it } from 'vitest';
import { signatureHeaders } from '../../../src/sandbox/deliveries/delivery-signatures.ts';

describe('the signatures', () => {
  const secret = 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy';
  const url = 'https://www.example.com/webhook_uri';

  it('are those of HubSpot’s documentation and of its libraries', () => {
    const body =
      '[{"eventId":1,"subscriptionId":12345,"portalId":62515,"occurredAt":1564113600000,"subscriptionType":"contact.creation","attemptNumber":0,"objectId":123,"changeSource":"CRM","changeFlag":"NEW","appId":54321}]';
    expect(signatureHeaders(secret, url, body, 0)['x-hubspot-signature']).toBe(
      '232db2615f3d666fe21a8ec971ac7b5402d33b9a925784df3ca654d05f4817de',
    );
    const third = signatureHeaders(secret, url, "{'example_field':'example_value'}", 1693657560000);
    expect(third['x-hubspot-signature-v3']).toBe('K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y=');
  });

  it('are made over a URL in which some escapes are decoded and others are not', () => {
    const sign = (path: string) => signatureHeaders(secret, `http://127.0.0.1${path}`, '[]', 1);
    expect(sign('/a%3ab%2F%40')).toEqual(sign('/a:b/@'));
    expect(sign('/a%20b')).not.toEqual(sign('/a b'));
  });
});
