-- Alone and outside a transaction: a slot can't be made by one that has written. From 17 on it survives a standby's promotion.
do $$
begin
    if not exists (select from pg_replication_slots where slot_name = '${slot}') then
        if current_setting('server_version_num')::integer >= 170000 then
            execute 'select pg_create_logical_replication_slot(''${slot}'', ''pgoutput'', false, false, true)';
        else
            execute 'select pg_create_logical_replication_slot(''${slot}'', ''pgoutput'')';
        end if;
    end if;
end
$$;
