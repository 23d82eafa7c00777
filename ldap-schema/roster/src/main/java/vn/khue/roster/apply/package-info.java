/** Carries a plan out. Whatever breaks off in the middle is finished by applying again, with the same result and no event twice. */
package vn.khue.roster.apply;
