/** Who may help whom to sign in: one class says it, by what the directory says of both sides today. */
package vn.khue.sso.rights;
