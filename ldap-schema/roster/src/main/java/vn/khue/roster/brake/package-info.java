/** Stops a run that would do more than anyone expects, until a person answers for it. */
package vn.khue.roster.brake;
