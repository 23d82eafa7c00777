/** Wires the library into an app. */
package vn.khue.web.autoconfigure;
