/** Signatures of tokens, computed by Amazon Corretto in place of the JDK where its native library loads. The keys stay Keycloak's. */
package vn.khue.sso.token;
