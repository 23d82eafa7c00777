/** Which addresses are to be blocked: asked for by one officer, approved by another, and given to those who enforce it. */
package vn.khue.audit.app.blocklist;
