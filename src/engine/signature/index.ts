export { type SignedParts, signV1, signV2, signV3 } from './sign.ts';
export {
  type RequestHeaders,
  type SignatureFinding,
  type SignatureVersion,
  type SignedRequest,
  verifySignature,
} from './verify.ts';
