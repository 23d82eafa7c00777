/**
 * Consent of people, and of children's representatives, to what an app learns of them (Law 91/2025/QH15; R4.37, R4.39): asked for,
 * kept, withdrawn, and kept to in every token.
 */
package vn.khue.sso.consent;
