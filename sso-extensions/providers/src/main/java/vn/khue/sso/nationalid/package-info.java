/**
 * Signing in by the national identity provider (VNeID, the national public service portal) over OpenID Connect: only into an account that is
 * there, found by the keyed hash of the verified citizen number. The number itself is held for one request, and written nowhere.
 */
package vn.khue.sso.nationalid;
