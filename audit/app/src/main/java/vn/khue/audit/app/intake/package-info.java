/** The door by which events come in: bounded, authenticated by the web layer, idempotent. */
package vn.khue.audit.app.intake;
