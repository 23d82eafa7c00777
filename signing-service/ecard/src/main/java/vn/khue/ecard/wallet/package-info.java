/** What a wallet sends to get a card: proofs of its keys (OpenID for Verifiable Credential Issuance 1.0). */
package vn.khue.ecard.wallet;
