/** The first login: a printed slip with a one-time code, with which a person sets the own password. */
package vn.khue.sso.activation;
