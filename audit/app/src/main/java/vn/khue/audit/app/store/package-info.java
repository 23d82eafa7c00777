/** Events at rest in PostgreSQL: stored once, in commit order, and read only with a trace of the reading. */
package vn.khue.audit.app.store;
