/** Every app learns that a session ended, however it ended (OpenID Connect Back-Channel Logout 1.0). */
package vn.khue.sso.logout;
