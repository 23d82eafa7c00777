/** Who may do what with the log. */
package vn.khue.audit.app.rights;
