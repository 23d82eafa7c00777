// Sends the only form of the page: the page's Content-Security-Policy allows no script inside it.
document.forms[0].submit();
