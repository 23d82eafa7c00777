/** Numbers of law and of a site, each with its source (architecture, decision 7). */
package vn.khue.audit.app.profile;
