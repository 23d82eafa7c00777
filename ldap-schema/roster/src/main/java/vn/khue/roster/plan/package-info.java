/** Makes a plan: what would change, with before, after and reason, and what a person should look at. Changes nothing in the directory. */
package vn.khue.roster.plan;
