/** Time-stamps (RFC 3161). */
package vn.khue.pki.timestamp;
