/** Keeps what is published of a certificate's state in step with the register. */
package vn.khue.pki.status;
