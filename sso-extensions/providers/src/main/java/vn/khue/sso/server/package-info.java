/** What our providers need of the server they run in: its settings, and their own version. */
package vn.khue.sso.server;
