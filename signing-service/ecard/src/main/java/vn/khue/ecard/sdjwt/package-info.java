/** Credentials whose holder shows of them what they choose: SD-JWT (RFC 9901) as verifiable credentials (draft-ietf-oauth-sd-jwt-vc). */
package vn.khue.ecard.sdjwt;
