/** The apps of others at the gate: which of them a person may use today, for lists of apps and for the gate itself. */
package vn.khue.sso.apps;
