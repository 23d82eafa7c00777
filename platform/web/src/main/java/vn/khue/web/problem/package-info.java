/** One map from failure to answer: RFC 9457 for programs, a calm page for people. */
package vn.khue.web.problem;
