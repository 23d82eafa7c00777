/**
 * Argon2id of the main passwords, computed by libsodium in place of Keycloak's own Java where the library is there. The same provider
 * id and the same stored form: what one hashed the other verifies.
 */
package vn.khue.sso.password;
