/** Certification requests of strangers (PKCS #10, RFC 2986): read, judged by named rules, never believed. */
package vn.khue.pki.pkcs10;
