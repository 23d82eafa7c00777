/** What was issued, and its state. */
package vn.khue.pki.store;
