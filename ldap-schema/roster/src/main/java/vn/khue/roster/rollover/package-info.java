/** The step of the whole district into a new school year, in one plan: promotion, repetition, graduation. */
package vn.khue.roster.rollover;
