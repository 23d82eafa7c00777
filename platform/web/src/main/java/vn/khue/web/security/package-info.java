/** Who may reach what before an app decides: headers, sessions, CSRF, bearer tokens. */
package vn.khue.web.security;
