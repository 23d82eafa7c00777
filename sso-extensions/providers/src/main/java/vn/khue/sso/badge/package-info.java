/**
 * Badge login of young pupils: a printed secret that finds the pupil, three pictures of the child's own, and only where and when
 * the school says. What is not known is refused.
 */
package vn.khue.sso.badge;
