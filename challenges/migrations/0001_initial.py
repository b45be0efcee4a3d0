
import django.db.models.deletion
import django.utils.timezone
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('partnership', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Challenge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200)),
                ('slug', models.SlugField(max_length=200)),
                ('question', models.CharField(max_length=400)),
                ('population', models.CharField(max_length=300)),
                ('why_shared', models.TextField(blank=True, help_text='Why no single organisation can solve it.', max_length=2000)),
                ('stage', models.CharField(choices=[('understand', 'Understand'), ('plan', 'Plan'), ('decide', 'Decide'), ('deliver', 'Deliver'), ('review', 'Review')], default='understand', max_length=10)),
                ('state', models.CharField(choices=[('draft', 'Being prepared'), ('active', 'Active'), ('closed', 'Closed')], default='draft', max_length=6)),
                ('active_since', models.DateTimeField(blank=True, null=True)),
                ('raised_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='challenges', to='partnership.partnership')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='challenges', to='partnership.place')),
            ],
            options={
                'ordering': ['title'],
            },
        ),
        migrations.CreateModel(
            name='ChallengeEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('title', models.CharField(max_length=200)),
                ('slug', models.SlugField(db_index=False, max_length=200)),
                ('question', models.CharField(max_length=400)),
                ('population', models.CharField(max_length=300)),
                ('why_shared', models.TextField(blank=True, help_text='Why no single organisation can solve it.', max_length=2000)),
                ('stage', models.CharField(choices=[('understand', 'Understand'), ('plan', 'Plan'), ('decide', 'Decide'), ('deliver', 'Deliver'), ('review', 'Review')], default='understand', max_length=10)),
                ('state', models.CharField(choices=[('draft', 'Being prepared'), ('active', 'Active'), ('closed', 'Closed')], default='draft', max_length=6)),
                ('active_since', models.DateTimeField(blank=True, null=True)),
                ('raised_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnership.partnership')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='challenges.challenge')),
                ('place', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnership.place')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ChallengeMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('challenge', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='challenges.challenge')),
                ('hat', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='challenge_memberships', to='partnership.hat')),
            ],
        ),
        migrations.CreateModel(
            name='ChallengeMemberEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('challenge', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='challenges.challenge')),
                ('hat', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnership.hat')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='challenges.challengemember')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ChallengeOrganisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('challenge', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='involved', to='challenges.challenge')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='challenge_links', to='partnership.organisation')),
            ],
        ),
        migrations.AddField(
            model_name='challenge',
            name='organisations',
            field=models.ManyToManyField(related_name='challenges', through='challenges.ChallengeOrganisation', to='partnership.organisation'),
        ),
        migrations.CreateModel(
            name='ChallengeOrganisationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('challenge', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='challenges.challenge')),
                ('organisation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnership.organisation')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='challenges.challengeorganisation')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ChallengeStrength',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('challenge', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='builds_on', to='challenges.challenge')),
            ],
        ),
        migrations.CreateModel(
            name='Commitment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('will_do', models.CharField(max_length=400)),
                ('due_on', models.DateField()),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('state', models.CharField(choices=[('open', 'Promised'), ('kept', 'Kept'), ('dropped', 'Dropped')], default='open', max_length=7)),
                ('kept_at', models.DateTimeField(blank=True, null=True)),
                ('evidence', models.TextField(blank=True, max_length=2000)),
                ('dropped_because', models.CharField(blank=True, max_length=400)),
                ('challenge', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='commitments', to='challenges.challenge')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='commitments_made', to='partnership.hat')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='commitments', to='partnership.organisation')),
                ('witness', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='commitments_witnessed', to='partnership.organisation')),
            ],
            options={
                'ordering': ['due_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='CommitmentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('will_do', models.CharField(max_length=400)),
                ('due_on', models.DateField()),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('state', models.CharField(choices=[('open', 'Promised'), ('kept', 'Kept'), ('dropped', 'Dropped')], default='open', max_length=7)),
                ('kept_at', models.DateTimeField(blank=True, null=True)),
                ('evidence', models.TextField(blank=True, max_length=2000)),
                ('dropped_because', models.CharField(blank=True, max_length=400)),
                ('challenge', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='challenges.challenge')),
                ('made_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnership.hat')),
                ('organisation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnership.organisation')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='challenges.commitment')),
                ('witness', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnership.organisation')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LogEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('did', models.TextField(max_length=2000)),
                ('happened_on', models.DateField()),
                ('learned', models.TextField(blank=True, max_length=2000)),
                ('visibility', models.CharField(choices=[('open', 'Open: anybody'), ('restricted', 'Restricted: this partnership'), ('private', 'Private: the challenge’s team'), ('confidential', 'Confidential: only me')], default='restricted', max_length=12)),
                ('version', models.PositiveIntegerField(default=1)),
                ('logged_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('corrected_at', models.DateTimeField(blank=True, null=True)),
                ('key', models.UUIDField(blank=True, help_text="The form's own key: sent twice, logged once.", null=True)),
                ('challenge', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='challenges.challenge')),
                ('hat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='log_entries', to='partnership.hat')),
                ('with_organisations', models.ManyToManyField(blank=True, related_name='log_entries', to='partnership.organisation')),
            ],
            options={
                'verbose_name_plural': 'log entries',
                'ordering': ['-happened_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='LogEntryEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('happened_on', models.DateField()),
                ('visibility', models.CharField(choices=[('open', 'Open: anybody'), ('restricted', 'Restricted: this partnership'), ('private', 'Private: the challenge’s team'), ('confidential', 'Confidential: only me')], default='restricted', max_length=12)),
                ('version', models.PositiveIntegerField(default=1)),
                ('logged_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('corrected_at', models.DateTimeField(blank=True, null=True)),
                ('key', models.UUIDField(blank=True, help_text="The form's own key: sent twice, logged once.", null=True)),
                ('challenge', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='challenges.challenge')),
                ('hat', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnership.hat')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='challenges.logentry')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Strength',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('what_it_offers', models.TextField(max_length=1000)),
                ('confirmed_on', models.DateField()),
                ('invented', models.BooleanField(default=False)),
                ('challenges', models.ManyToManyField(related_name='strengths', through='challenges.ChallengeStrength', to='challenges.challenge')),
                ('named_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='strengths_named', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='strengths', to='partnership.organisation')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='strengths', to='partnership.partnership')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='strengths', to='partnership.place')),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='ChallengeStrengthEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('challenge', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='challenges.challenge')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='challenges.challengestrength')),
                ('strength', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='challenges.strength')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='challengestrength',
            name='strength',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='used_by', to='challenges.strength'),
        ),
        migrations.CreateModel(
            name='StrengthEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=200)),
                ('what_it_offers', models.TextField(max_length=1000)),
                ('confirmed_on', models.DateField()),
                ('invented', models.BooleanField(default=False)),
                ('named_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnership.organisation')),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnership.partnership')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='challenges.strength')),
                ('place', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnership.place')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='challengeevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='82348b6378ab9a5fa4d4cc4c0999bdb34b43ccff', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_3d512', table='challenges_challengeevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='challengemember',
            constraint=models.UniqueConstraint(fields=('challenge', 'hat'), name='hat_joins_a_team_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='challengemember',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "challenges_challengememberevent" ("challenge_id", "hat_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."challenge_id", NEW."hat_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='e85577c99e730b56f159d8feb96b1a8406966cf3', operation='INSERT', pgid='pgtrigger_insert_insert_73f87', table='challenges_challengemember', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='challengemember',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "challenges_challengememberevent" ("challenge_id", "hat_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."challenge_id", NEW."hat_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id"); RETURN NULL;', hash='09ef55a8375905cfc7098d624c8725d1b0bf61fe', operation='UPDATE', pgid='pgtrigger_update_update_8ea0f', table='challenges_challengemember', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='challengemember',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "challenges_challengememberevent" ("challenge_id", "hat_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."challenge_id", OLD."hat_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='61523a2bfa55d654e25f044630938c5e653fb9d8', operation='DELETE', pgid='pgtrigger_delete_delete_58997', table='challenges_challengemember', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='challengememberevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='340a17d641dda66d7ca098bbb2890b11f3496028', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_03850', table='challenges_challengememberevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='challengeorganisation',
            constraint=models.UniqueConstraint(fields=('challenge', 'organisation'), name='organisation_joins_a_challenge_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='challengeorganisation',
            trigger=pgtrigger.compiler.Trigger(name='challenge_keeps_two_sectors', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', declare='DECLARE state_now text;', func="\n    SELECT state INTO state_now FROM challenges_challenge\n        WHERE id = COALESCE(NEW.challenge_id, OLD.challenge_id) FOR UPDATE;\n    IF state_now IS DISTINCT FROM 'active' THEN\n        RETURN NULL;\n    END IF;\n    IF (SELECT count(DISTINCT organisation.sector)\n            FROM challenges_challengeorganisation joined\n            JOIN partnership_organisation organisation ON organisation.id = joined.organisation_id\n            WHERE joined.challenge_id = COALESCE(NEW.challenge_id, OLD.challenge_id)) < 2 THEN\n        RAISE EXCEPTION 'An active challenge needs organisations of two sectors'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'active_challenge_has_two_sectors';\n    END IF;\n    IF NOT EXISTS (SELECT 1 FROM challenges_challengestrength\n            WHERE challenge_id = COALESCE(NEW.challenge_id, OLD.challenge_id)) THEN\n        RAISE EXCEPTION 'An active challenge needs a strength of the place'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'active_challenge_has_a_strength';\n    END IF;\n    RETURN NULL;\n", hash='bd7b23c0052b1d7fcf2d32163a2835f2edd540e9', operation='UPDATE OR DELETE', pgid='pgtrigger_challenge_keeps_two_sectors_a42bf', table='challenges_challengeorganisation', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='challengeorganisation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "challenges_challengeorganisationevent" ("challenge_id", "id", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."challenge_id", NEW."id", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='05f6299ddbda0a56285333ee4489dbeee87a9620', operation='INSERT', pgid='pgtrigger_insert_insert_a4e21', table='challenges_challengeorganisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='challengeorganisation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "challenges_challengeorganisationevent" ("challenge_id", "id", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."challenge_id", NEW."id", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id"); RETURN NULL;', hash='dec84ae8b1a7c01cd4dbd2b3b35775709edf74f8', operation='UPDATE', pgid='pgtrigger_update_update_b0f67', table='challenges_challengeorganisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='challengeorganisation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "challenges_challengeorganisationevent" ("challenge_id", "id", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."challenge_id", OLD."id", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='8e1bce810225ae51ab8ae514706211ad67cc5d93', operation='DELETE', pgid='pgtrigger_delete_delete_7fa3f', table='challenges_challengeorganisation', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='challenge',
            constraint=models.UniqueConstraint(fields=('partnership', 'slug'), name='challenge_slug_in_partnership'),
        ),
        migrations.AddConstraint(
            model_name='challenge',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'active'), _negated=True), ('active_since__isnull', False), _connector='OR'), name='active_challenge_says_since_when'),
        ),
        migrations.AddConstraint(
            model_name='challenge',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'closed'), _negated=True), ('closed_at__isnull', False), _connector='OR'), name='closed_challenge_says_since_when'),
        ),
        migrations.AddConstraint(
            model_name='challenge',
            constraint=models.CheckConstraint(condition=models.Q(('question', ''), _negated=True), name='challenge_asks_a_question'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='challenge',
            trigger=pgtrigger.compiler.Trigger(name='challenge_keeps_its_footing', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', declare='DECLARE state_now text;', func="\n    SELECT state INTO state_now FROM challenges_challenge\n        WHERE id = COALESCE(NEW.id, OLD.id) FOR UPDATE;\n    IF state_now IS DISTINCT FROM 'active' THEN\n        RETURN NULL;\n    END IF;\n    IF (SELECT count(DISTINCT organisation.sector)\n            FROM challenges_challengeorganisation joined\n            JOIN partnership_organisation organisation ON organisation.id = joined.organisation_id\n            WHERE joined.challenge_id = COALESCE(NEW.id, OLD.id)) < 2 THEN\n        RAISE EXCEPTION 'An active challenge needs organisations of two sectors'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'active_challenge_has_two_sectors';\n    END IF;\n    IF NOT EXISTS (SELECT 1 FROM challenges_challengestrength\n            WHERE challenge_id = COALESCE(NEW.id, OLD.id)) THEN\n        RAISE EXCEPTION 'An active challenge needs a strength of the place'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'active_challenge_has_a_strength';\n    END IF;\n    RETURN NULL;\n", hash='f310cf472601a6839611cb9a72735580c933d316', operation='INSERT OR UPDATE', pgid='pgtrigger_challenge_keeps_its_footing_920e5', table='challenges_challenge', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='challenge',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "challenges_challengeevent" ("active_since", "closed_at", "id", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "population", "question", "raised_at", "slug", "stage", "state", "title", "why_shared") VALUES (NEW."active_since", NEW."closed_at", NEW."id", NEW."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."place_id", NEW."population", NEW."question", NEW."raised_at", NEW."slug", NEW."stage", NEW."state", NEW."title", NEW."why_shared"); RETURN NULL;', hash='0ebb1cc2ddf23473ba0fd52f95cf5aa9397ab0ab', operation='INSERT', pgid='pgtrigger_insert_insert_3bd5a', table='challenges_challenge', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='challenge',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "challenges_challengeevent" ("active_since", "closed_at", "id", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "population", "question", "raised_at", "slug", "stage", "state", "title", "why_shared") VALUES (NEW."active_since", NEW."closed_at", NEW."id", NEW."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."place_id", NEW."population", NEW."question", NEW."raised_at", NEW."slug", NEW."stage", NEW."state", NEW."title", NEW."why_shared"); RETURN NULL;', hash='d2f13840514ef588fd5d57fc6fd65a13c571b646', operation='UPDATE', pgid='pgtrigger_update_update_82eb0', table='challenges_challenge', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='challenge',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "challenges_challengeevent" ("active_since", "closed_at", "id", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "population", "question", "raised_at", "slug", "stage", "state", "title", "why_shared") VALUES (OLD."active_since", OLD."closed_at", OLD."id", OLD."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."place_id", OLD."population", OLD."question", OLD."raised_at", OLD."slug", OLD."stage", OLD."state", OLD."title", OLD."why_shared"); RETURN NULL;', hash='da691d4c66c9f8cc6d0bca74fd862a36eb525d46', operation='DELETE', pgid='pgtrigger_delete_delete_f51b3', table='challenges_challenge', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='challengeorganisationevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='befd71c8a94074e939a5344f652828a3717eeff4', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d2571', table='challenges_challengeorganisationevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='commitment',
            index=models.Index(fields=['challenge', 'state', 'due_on'], name='commitment_next_due'),
        ),
        migrations.AddConstraint(
            model_name='commitment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'kept'), _negated=True), models.Q(('witness__isnull', False), models.Q(('evidence', ''), _negated=True), ('kept_at__isnull', False)), _connector='OR'), name='kept_commitment_has_a_witness_and_evidence'),
        ),
        migrations.AddConstraint(
            model_name='commitment',
            constraint=models.CheckConstraint(condition=models.Q(('witness__isnull', True), models.Q(('witness', models.F('organisation')), _negated=True), _connector='OR'), name='commitment_is_witnessed_by_another'),
        ),
        migrations.AddConstraint(
            model_name='commitment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'dropped'), _negated=True), models.Q(('dropped_because', ''), _negated=True), _connector='OR'), name='dropped_commitment_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='commitment',
            constraint=models.CheckConstraint(condition=models.Q(('will_do', ''), _negated=True), name='commitment_says_what'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='commitment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "challenges_commitmentevent" ("challenge_id", "dropped_because", "due_on", "evidence", "id", "kept_at", "made_at", "made_by_id", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "will_do", "witness_id") VALUES (NEW."challenge_id", NEW."dropped_because", NEW."due_on", NEW."evidence", NEW."id", NEW."kept_at", NEW."made_at", NEW."made_by_id", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."state", NEW."will_do", NEW."witness_id"); RETURN NULL;', hash='674389707201aaaa87d32d4ab8ce219dd2171719', operation='INSERT', pgid='pgtrigger_insert_insert_bf1e6', table='challenges_commitment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='commitment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "challenges_commitmentevent" ("challenge_id", "dropped_because", "due_on", "evidence", "id", "kept_at", "made_at", "made_by_id", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "will_do", "witness_id") VALUES (NEW."challenge_id", NEW."dropped_because", NEW."due_on", NEW."evidence", NEW."id", NEW."kept_at", NEW."made_at", NEW."made_by_id", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."state", NEW."will_do", NEW."witness_id"); RETURN NULL;', hash='f0c3dbd6248417d07e546cacb4a7bca233d5f507', operation='UPDATE', pgid='pgtrigger_update_update_3d3a1', table='challenges_commitment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='commitment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "challenges_commitmentevent" ("challenge_id", "dropped_because", "due_on", "evidence", "id", "kept_at", "made_at", "made_by_id", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "will_do", "witness_id") VALUES (OLD."challenge_id", OLD."dropped_because", OLD."due_on", OLD."evidence", OLD."id", OLD."kept_at", OLD."made_at", OLD."made_by_id", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."state", OLD."will_do", OLD."witness_id"); RETURN NULL;', hash='248f17adf36c1abbbe6cf7786dabaeee9b21cac9', operation='DELETE', pgid='pgtrigger_delete_delete_b2239', table='challenges_commitment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='commitmentevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e7ef58ee6695f1c3ede2ca07de86f5048a26be75', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_76b6e', table='challenges_commitmentevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='logentry',
            index=models.Index(fields=['challenge', '-happened_on', '-id'], name='log_entry_by_day'),
        ),
        migrations.AddIndex(
            model_name='logentry',
            index=models.Index(fields=['challenge', '-logged_at'], name='log_entry_latest'),
        ),
        migrations.AddConstraint(
            model_name='logentry',
            constraint=models.CheckConstraint(condition=models.Q(('did', ''), _negated=True), name='log_entry_says_what_was_done'),
        ),
        migrations.AddConstraint(
            model_name='logentry',
            constraint=models.CheckConstraint(condition=models.Q(('visibility__in', ['open', 'restricted', 'private', 'confidential'])), name='log_entry_says_who_sees_it'),
        ),
        migrations.AddConstraint(
            model_name='logentry',
            constraint=models.CheckConstraint(condition=models.Q(('version__gte', 1)), name='log_entry_has_a_version'),
        ),
        migrations.AddConstraint(
            model_name='logentry',
            constraint=models.UniqueConstraint(fields=('key',), name='log_form_is_sent_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='logentry',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "challenges_logentryevent" ("challenge_id", "corrected_at", "happened_on", "hat_id", "id", "key", "logged_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "visibility") VALUES (NEW."challenge_id", NEW."corrected_at", NEW."happened_on", NEW."hat_id", NEW."id", NEW."key", NEW."logged_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."version", NEW."visibility"); RETURN NULL;', hash='93d51f4a6b33dfdb0e662ac17cd3fde9280385b7', operation='INSERT', pgid='pgtrigger_insert_insert_08dae', table='challenges_logentry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='logentry',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."challenge_id" IS DISTINCT FROM (NEW."challenge_id") OR OLD."corrected_at" IS DISTINCT FROM (NEW."corrected_at") OR OLD."happened_on" IS DISTINCT FROM (NEW."happened_on") OR OLD."hat_id" IS DISTINCT FROM (NEW."hat_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."key" IS DISTINCT FROM (NEW."key") OR OLD."logged_at" IS DISTINCT FROM (NEW."logged_at") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."visibility" IS DISTINCT FROM (NEW."visibility"))', func='INSERT INTO "challenges_logentryevent" ("challenge_id", "corrected_at", "happened_on", "hat_id", "id", "key", "logged_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "visibility") VALUES (NEW."challenge_id", NEW."corrected_at", NEW."happened_on", NEW."hat_id", NEW."id", NEW."key", NEW."logged_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."version", NEW."visibility"); RETURN NULL;', hash='87404460f8efaa369bf421f112dcc334b814c43d', operation='UPDATE', pgid='pgtrigger_update_update_40266', table='challenges_logentry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='logentry',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "challenges_logentryevent" ("challenge_id", "corrected_at", "happened_on", "hat_id", "id", "key", "logged_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "visibility") VALUES (OLD."challenge_id", OLD."corrected_at", OLD."happened_on", OLD."hat_id", OLD."id", OLD."key", OLD."logged_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."version", OLD."visibility"); RETURN NULL;', hash='4ae7019592452230458dc2a5da43d92ca10381ed', operation='DELETE', pgid='pgtrigger_delete_delete_6e297', table='challenges_logentry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='logentryevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='549e83b41d42a2febc621f725db895dfd1b18467', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_69177', table='challenges_logentryevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='strength',
            constraint=models.UniqueConstraint(fields=('partnership', 'name'), name='strength_is_named_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='strength',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "challenges_strengthevent" ("confirmed_on", "id", "invented", "name", "named_by_id", "organisation_id", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "what_it_offers") VALUES (NEW."confirmed_on", NEW."id", NEW."invented", NEW."name", NEW."named_by_id", NEW."organisation_id", NEW."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."place_id", NEW."what_it_offers"); RETURN NULL;', hash='3b06a7d46b9ddb5d040022a23419e745955631bb', operation='INSERT', pgid='pgtrigger_insert_insert_fa7bf', table='challenges_strength', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='strength',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "challenges_strengthevent" ("confirmed_on", "id", "invented", "name", "named_by_id", "organisation_id", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "what_it_offers") VALUES (NEW."confirmed_on", NEW."id", NEW."invented", NEW."name", NEW."named_by_id", NEW."organisation_id", NEW."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."place_id", NEW."what_it_offers"); RETURN NULL;', hash='db25d06711e28e80a5f14629b49954ad0188f46c', operation='UPDATE', pgid='pgtrigger_update_update_65de1', table='challenges_strength', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='strength',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "challenges_strengthevent" ("confirmed_on", "id", "invented", "name", "named_by_id", "organisation_id", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "what_it_offers") VALUES (OLD."confirmed_on", OLD."id", OLD."invented", OLD."name", OLD."named_by_id", OLD."organisation_id", OLD."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."place_id", OLD."what_it_offers"); RETURN NULL;', hash='940c6f76b166027d5d3f80dbc3d2d210bd54489b', operation='DELETE', pgid='pgtrigger_delete_delete_9c29f', table='challenges_strength', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='challengestrengthevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ed2d80e32abaf0db235324d54f04611050927525', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e7c44', table='challenges_challengestrengthevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='challengestrength',
            constraint=models.UniqueConstraint(fields=('challenge', 'strength'), name='challenge_builds_on_a_strength_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='challengestrength',
            trigger=pgtrigger.compiler.Trigger(name='challenge_keeps_a_strength', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', declare='DECLARE state_now text;', func="\n    SELECT state INTO state_now FROM challenges_challenge\n        WHERE id = COALESCE(NEW.challenge_id, OLD.challenge_id) FOR UPDATE;\n    IF state_now IS DISTINCT FROM 'active' THEN\n        RETURN NULL;\n    END IF;\n    IF (SELECT count(DISTINCT organisation.sector)\n            FROM challenges_challengeorganisation joined\n            JOIN partnership_organisation organisation ON organisation.id = joined.organisation_id\n            WHERE joined.challenge_id = COALESCE(NEW.challenge_id, OLD.challenge_id)) < 2 THEN\n        RAISE EXCEPTION 'An active challenge needs organisations of two sectors'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'active_challenge_has_two_sectors';\n    END IF;\n    IF NOT EXISTS (SELECT 1 FROM challenges_challengestrength\n            WHERE challenge_id = COALESCE(NEW.challenge_id, OLD.challenge_id)) THEN\n        RAISE EXCEPTION 'An active challenge needs a strength of the place'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'active_challenge_has_a_strength';\n    END IF;\n    RETURN NULL;\n", hash='3d406a3f54542b6302ae52adf25f2caccec5050c', operation='UPDATE OR DELETE', pgid='pgtrigger_challenge_keeps_a_strength_71dcd', table='challenges_challengestrength', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='challengestrength',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "challenges_challengestrengthevent" ("challenge_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "strength_id") VALUES (NEW."challenge_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."strength_id"); RETURN NULL;', hash='46c8c6c1ece624d0d3ff6214b132e0b7b2577cc6', operation='INSERT', pgid='pgtrigger_insert_insert_f8644', table='challenges_challengestrength', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='challengestrength',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "challenges_challengestrengthevent" ("challenge_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "strength_id") VALUES (NEW."challenge_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."strength_id"); RETURN NULL;', hash='df7bc8ad2255f52eacd3e7ffe870acc713d2c804', operation='UPDATE', pgid='pgtrigger_update_update_ca83a', table='challenges_challengestrength', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='challengestrength',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "challenges_challengestrengthevent" ("challenge_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "strength_id") VALUES (OLD."challenge_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."strength_id"); RETURN NULL;', hash='fe88b4cc63896fbd9adba7c0397f198f5d15e3b7', operation='DELETE', pgid='pgtrigger_delete_delete_419c6', table='challenges_challengestrength', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='strengthevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3d34556deeae9ba844cc7634eaaf7a694e2850fa', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_6868e', table='challenges_strengthevent', when='BEFORE')),
        ),
    ]
