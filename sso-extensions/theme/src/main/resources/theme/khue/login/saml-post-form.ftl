<#import "template.ftl" as layout>
<#-- On to the app, or to the next one at logout. Without script the button does it. -->
<@layout.registrationLayout displayMessage=false; section>
<#if section = "header">${msg("khueSamlTitle")}<#elseif section = "head"><script type="module" src="${url.resourcesPath}/js/post.js"></script><#elseif section = "form">
<form class="stack" name="saml-post-binding" method="post" action="${samlPost.url}">
<#if samlPost.SAMLRequest??><input type="hidden" name="SAMLRequest" value="${samlPost.SAMLRequest}"></#if>
<#if samlPost.SAMLResponse??><input type="hidden" name="SAMLResponse" value="${samlPost.SAMLResponse}"></#if>
<#if samlPost.relayState??><input type="hidden" name="RelayState" value="${samlPost.relayState}"></#if>
<button class="btn go fill">${msg("khueContinue")}</button>
</form>
</#if>
</@layout.registrationLayout>
