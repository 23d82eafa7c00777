/** Erasing a person's personal fields in the log at their request: asked for by one officer, done by another, refused while law wants them. */
package vn.khue.audit.app.erasure;
