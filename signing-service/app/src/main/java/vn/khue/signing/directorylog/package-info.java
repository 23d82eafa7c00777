/** Tells the audit service what is changed in the directory past Khuê's own programs, out of the directory's log of changes. */
package vn.khue.signing.directorylog;
