/**
 * Personal fields of events, sealed under a key for each person, and erased with it. The key of a person is random and lies in the database
 * under a key from a secret file; the key of one event follows from it, so that one event can be shown to somebody without the others.
 */
package vn.khue.audit.app.seal;
