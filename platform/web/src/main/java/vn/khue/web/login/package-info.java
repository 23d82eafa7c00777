/** Who is signed in, and how they got there: OpenID Connect against Keycloak. */
package vn.khue.web.login;
