from coproduction.urls_sessions import urlpatterns as sessions
from coproduction.urls_voices import urlpatterns as voices

urlpatterns = [*sessions, *voices]
