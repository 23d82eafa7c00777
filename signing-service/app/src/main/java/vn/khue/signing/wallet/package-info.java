/**
 * Cards for wallets: an issuer of OpenID for Verifiable Credential Issuance 1.0 whose authorization server is the gate. What a wallet gets is
 * a form of a card that was issued: it says nothing that the card does not, and ends with it.
 */
package vn.khue.signing.wallet;
